"""Addresses of the settings; their names stand in the desk's space."""

from django.urls import path

from amends.web.desk.settings import (
    coach,
    company,
    first_day,
    mailboxes,
    overview,
    procedure,
    programs,
    remedies,
    retention,
    staff,
    teams,
)

urlpatterns = [
    path("", overview.overview, name="settings"),
    path("first_day/", first_day.first_day, name="settings_first_day"),
    path("first_day/over/", first_day.put_away, name="settings_first_day_over"),
    path("company/", company.company, name="settings_company"),
    path("teams/", teams.teams, name="settings_teams"),
    path("teams/<int:pk>/", teams.team, name="settings_team"),
    path("staff/", staff.staff, name="settings_staff"),
    path("staff/new/", staff.invite, name="settings_invite"),
    path("staff/<int:pk>/", staff.person, name="settings_person"),
    path("staff/<int:pk>/<str:what>/", staff.person_act, name="settings_person_act"),
    path("mailboxes/", mailboxes.mailboxes, name="settings_mailboxes"),
    path("mailboxes/new/", mailboxes.add, name="settings_new_mailbox"),
    path("mailboxes/out/", mailboxes.try_out, name="settings_try_out"),
    path("mailboxes/<int:pk>/", mailboxes.mailbox, name="settings_mailbox"),
    path("mailboxes/<int:pk>/<str:what>/", mailboxes.mailbox_act, name="settings_mailbox_act"),
    path("procedure/", procedure.procedure, name="settings_procedure"),
    path("remedies/", remedies.remedies, name="settings_remedies"),
    path("programs/", programs.programs, name="settings_programs"),
    path("programs/key/", programs.add_key, name="settings_new_key"),
    path("programs/key/<int:pk>/revoke/", programs.revoke, name="settings_revoke"),
    path("programs/webhook/", programs.add_hook, name="settings_new_webhook"),
    path("programs/webhook/<int:pk>/<str:what>/", programs.hook_act, name="settings_webhook_act"),
    path("retention/", retention.retention, name="settings_retention"),
    path("retention/due/", retention.due, name="settings_due"),
    path("coach/", coach.coach, name="settings_coach"),
]
