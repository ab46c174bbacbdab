"""Pages for everybody."""

from django.urls import path

from amends.web.public import colour, complain, embed, health, lost, policy, questionnaire

app_name = "public"
urlpatterns = [
    path("", complain.complain, name="complain"),
    path("embed", embed.embed, name="embed"),
    path("embed.js", embed.script, name="embed_script"),
    path("remark", complain.remark, name="remark"),
    path("policy", policy.policy_page, name="policy"),
    path("questionnaire", questionnaire.questionnaire, name="questionnaire"),
    path("lost", lost.lost, name="lost"),
    path("logo", policy.logo, name="logo"),
    path("colour/<str:colour>.css", colour.colour_sheet, name="colour"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
]
