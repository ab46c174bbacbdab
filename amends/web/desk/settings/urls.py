"""Addresses of the settings; their names stand in the desk's space."""

from django.urls import path

from amends.web.desk.settings import company, overview, teams

urlpatterns = [
    path("", overview.overview, name="settings"),
    path("company/", company.company, name="settings_company"),
    path("teams/", teams.teams, name="settings_teams"),
    path("teams/<int:pk>/", teams.team, name="settings_team"),
]
