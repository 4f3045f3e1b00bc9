"""What a city is: its name, calendar, districts, industries, checklist and KPIs, from data/reference."""
