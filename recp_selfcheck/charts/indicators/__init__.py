"""Figures of what a company uses: RECP profile, trend, baseline, cumulative sum, costs."""
