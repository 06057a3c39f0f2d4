"""vanban: Vietnamese administrative documents become records that can be asked."""
