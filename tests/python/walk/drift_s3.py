"""S3 as Terraform and people see it: what was put is what is got."""

import json
from datetime import datetime, timezone

from documents import BUCKET
from drifting import differences, same

#: Not `.` and `..`: urllib3 takes such parts out of a path after botocore has signed it.
KEYS = ['plain', 'a/b', 'a//b', '/first', 'last/', 'ü/ö ä', 'a+b c%20d', 'a&b=c?d#e', '...', "quo'te\"s", '<x>&amp;', '日本/語', 'x' * 1000]

OBJECTS = [
    {'Body': b''},
    {'Body': b'x', 'Metadata': {}},
    {
        'Body': b'\x00\xff' * 100,
        'ContentType': 'application/x-drift; charset=utf-8',
        'CacheControl': 'max-age=0, no-cache',
        'ContentDisposition': 'attachment; filename="a b.txt"',
        'ContentEncoding': 'gzip',
        'ContentLanguage': 'de, en',
        'Expires': datetime(2030, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
        'Metadata': {'color': 'blue', 'empty': '', 'spaced': 'a  b', 'with-dash': 'x=y;z'},
    },
]

POLICIES = [BUCKET.replace('$account', '000000000000').replace('walk-files', 'drift-0')]


def buckets(s3, report):
    for n, region in enumerate((None, 'us-west-2', 'eu-central-1')):
        given = {'CreateBucketConfiguration': {'LocationConstraint': region}} if region else {}
        s3.call('CreateBucket', {'Bucket': f'drift-{n}', **given})
        told = s3.call('GetBucketLocation', {'Bucket': f'drift-{n}'})
        report.holds('written', f'bucket {n}', told.get('LocationConstraint') == region, f'is in {told}')
    for policy in (*POLICIES, json.dumps(json.loads(POLICIES[0]), indent=4)):
        s3.call('PutBucketPolicy', {'Bucket': 'drift-0', 'Policy': policy})
        read = s3.call('GetBucketPolicy', {'Bucket': 'drift-0'})['Policy']
        report.holds('written', 'bucket policy', json.loads(read) == json.loads(policy), f'is read as {read}')


def objects(s3, report):
    for n, given in enumerate(OBJECTS):
        place = {'Bucket': 'drift-0', 'Key': f'object-{n}'}
        put = s3.call('PutObject', {**place, **given})
        # As botocore asks for it by itself when it gets an object.
        head = s3.call('HeadObject', {**place, 'ChecksumMode': 'ENABLED'})
        got = s3.call('GetObject', place)
        wanted = {'ContentType': 'binary/octet-stream', 'Metadata': {}, **given, 'ETag': put['ETag']}
        body = wanted.pop('Body')
        wanted['ContentLength'] = len(body)
        report.holds('written', f'object {n}', got.pop('Body').read() == body, 'has another body')
        # botocore takes the parameter as a time and gives the header beside it as text.
        differences(report, f'object {n}', wanted, head)
        same(report, f'object {n}', head, got, besides=('ResponseMetadata',))
        copied(s3, report, n, place, head)


def copied(s3, report, n, place, head):
    """A copy has what the original had."""
    copy = {**place, 'Key': f'copy-{n}'}
    s3.call('CopyObject', {**copy, 'CopySource': place})
    same(report, f'copy {n}', head, s3.call('HeadObject', {**copy, 'ChecksumMode': 'ENABLED'}), besides=('ResponseMetadata', 'LastModified'))


def keys(s3, report):
    """Names are given back as they were given, also in lists."""
    for key in KEYS:
        s3.call('PutObject', {'Bucket': 'drift-1', 'Key': key, 'Body': key.encode()})
        got = s3.call('GetObject', {'Bucket': 'drift-1', 'Key': key})['Body'].read()
        report.holds('written', f'key {key!r}', got == key.encode(), f'is the body of {got!r}')
    wanted = sorted(KEYS, key=lambda it: it.encode())
    for operation in ('ListObjectsV2', 'ListObjects'):
        listed = [it['Key'] for it in s3.call(operation, {'Bucket': 'drift-1'})['Contents']]
        report.holds('written', operation, listed == wanted, f'{listed} instead of {wanted}')
    s3.call('DeleteObjects', {'Bucket': 'drift-1', 'Delete': {'Objects': [{'Key': it} for it in KEYS]}})
    left = s3.call('ListObjectsV2', {'Bucket': 'drift-1'}).get('Contents', [])
    report.holds('written', 'DeleteObjects', left == [], f'left {left}')


def drift(clients, report):
    s3 = clients.get('s3')
    buckets(s3, report)
    objects(s3, report)
    keys(s3, report)
