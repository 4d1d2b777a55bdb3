"""What the suggesters of quotations, attributions and links share: how a document's words read."""
