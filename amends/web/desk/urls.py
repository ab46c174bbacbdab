"""Addresses of the desk."""

from django.urls import include, path

from amends.web.desk import (
    case,
    changed,
    coach,
    complaints,
    customer,
    export,
    files,
    improve,
    many,
    me,
    new,
    promises,
    put_aside,
    reply,
    saved_filters,
    search,
    sign,
    today,
)

app_name = "desk"
CASE = "cases/<str:ref>/"

urlpatterns = [
    path("", today.today, name="today"),
    path("kept/", today.kept, name="kept"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/export/", export.export, name="export"),
    path("hand-over/", many.hand_over, name="hand_over_many"),
    path("filters/", saved_filters.filters, name="filters"),
    path("filters/save/", saved_filters.save, name="save_filter"),
    path("filters/<int:pk>/<str:what>/", saved_filters.act, name="filter_act"),
    path("search/", search.search, name="search"),
    path("promises/", promises.promises, name="promises"),
    path("improve/", improve.improve, name="improve"),
    path("me/", me.me, name="me"),
    path("new/", new.new, name="new"),
    path("new/known/", new.known, name="known"),
    path("put-aside/", put_aside.put_aside, name="put_aside"),
    path("put-aside/<uuid:pk>/original/", put_aside.original, name="put_aside_original"),
    path("put-aside/<uuid:pk>/<str:what>/", put_aside.act, name="put_aside_act"),
    path("settings/", include("amends.web.desk.settings.urls")),
    path("sign/", sign.sign, name="sign"),
    path("sign/<uuid:draft_id>/", sign.sign_one, name="sign_one"),
    path("sign/<uuid:draft_id>/letter.pdf", sign.pdf, name="letter_pdf"),
    path("customers/<int:pk>/", customer.customer, name="customer"),
    path("customers/<int:pk>/<str:what>/", customer.customer_act, name="customer_act"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}journal/", case.history, name="case_journal"),
    path(f"{CASE}files/", case.files, name="case_files"),
    path(f"{CASE}files/<uuid:file_id>/", files.download, name="file"),
    path(f"{CASE}changed/", changed.changed, name="case_changed"),
    path(f"{CASE}reply/", reply.reply, name="reply"),
    path(f"{CASE}reply/do/<str:what>/", reply.act, name="reply_act"),
    path(f"{CASE}reply/coach/<str:what>/", coach.coach_act, name="coach_act"),
    path("coach/<str:code>/", coach.coach_rule, name="coach_rule"),
    path(f"{CASE}reply/<uuid:block_id>/", reply.save_block, name="reply_block"),
    path(f"{CASE}<str:name>/", case.verb, name="case_verb"),
]
