"""What of the firms' numbers is not shown, decided over all tables, figures and facts together."""
