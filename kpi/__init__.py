"""The domain of Goalpost: exports in, facts, formulas over the facts, pictures out. No Streamlit, no clock."""
