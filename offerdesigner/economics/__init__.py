"""What the offer brings and to whom: how revenue is shared between structures, and what sales bring."""
