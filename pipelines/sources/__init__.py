"""1 receive, from the web: list pages, feeds and sitemaps give captures.

The store of originals is the cache: an address is asked again only with the
conditions of its last answer, and a body that has not changed is kept once.
"""
