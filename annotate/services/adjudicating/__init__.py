"""Adjudicating: from several annotators' versions of an article to one reviewer's gold layer."""
