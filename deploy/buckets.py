"""Make the buckets of an output (read by everybody) and of its store (by nobody).

Names are given in this order; the server and its keys are those of the environment.
"""

import json
import sys

import s3fs


def main(output: str, store: str) -> None:
    """Make both buckets, and let everybody read what is published."""
    files = s3fs.S3FileSystem()
    for bucket in (output, store):
        files.makedirs(bucket, exist_ok=True)
    published = ("site", "datapackages")
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": ["*"]},
        "Action": ["s3:GetObject"],
        "Resource": [f"arn:aws:s3:::{output}/{part}/*" for part in published],
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    files.call_s3("put_bucket_policy", Bucket=output, Policy=policy)


if __name__ == "__main__":
    main(*sys.argv[1:])
