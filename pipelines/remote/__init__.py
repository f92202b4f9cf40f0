"""A bucket as the home of an output: places, leases, inventories and trees.

Nothing here knows what an output holds; ``pipelines.collection.remote`` does. What a
listing says is never asked for, so none can be stale: an inventory tells what lies in
a bucket, and every upload was read back before its inventory tells of it.
"""
