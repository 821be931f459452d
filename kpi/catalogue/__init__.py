"""Three tables of declarations: metrics, KPIs, objectives; with the channels and sources they speak of."""
