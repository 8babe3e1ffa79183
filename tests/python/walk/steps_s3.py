"""S3: buckets, objects, uploads in parts, bucket policies."""

from documents import BUCKET
from step import Step

FILES = {'Bucket': 'walk-files'}
A = {**FILES, 'Key': 'deep/a b+c.txt'}
PARTS = {**FILES, 'Key': 'parts'}
UPLOAD = {**PARTS, 'UploadId': '$upload'}
LARGE = b'x' * (5 * 1024 * 1024)


def s3(operation, given=None, **more):
    return Step('s3', operation, given or {}, **more)


STEPS = [
    s3('CreateBucket', FILES),
    s3('HeadBucket', FILES),
    s3('GetBucketLocation', FILES),
    s3('ListBuckets'),
    s3('ListBuckets', {'MaxBuckets': 1, 'Prefix': 'walk'}),
    s3(
        'PutObject',
        {
            **A,
            'Body': b'hello',
            'ContentType': 'text/plain',
            'CacheControl': 'no-cache',
            'ContentLanguage': 'en',
            'ContentDisposition': 'inline',
            'Metadata': {'color': 'blue', 'empty': ''},
            'ChecksumAlgorithm': 'SHA256',
        },
    ),
    s3('PutObject', {**FILES, 'Key': 'b', 'Body': b''}),
    s3('GetObject', {**A, 'ChecksumMode': 'ENABLED'}),
    s3('GetObject', {**A, 'Range': 'bytes=1-2', 'ResponseContentType': 'text/html'}, keeps={'etag': 'ETag'}),
    s3('HeadObject', {**A, 'ChecksumMode': 'ENABLED'}),
    s3('CopyObject', {**FILES, 'Key': 'copy', 'CopySource': {**A}}),
    s3('CopyObject', {**FILES, 'Key': 'copy', 'CopySource': {**A}, 'MetadataDirective': 'REPLACE', 'Metadata': {'a': 'b'}}),
    s3('ListObjectsV2', {**FILES, 'FetchOwner': True}),
    s3('ListObjectsV2', {**FILES, 'Delimiter': '/', 'MaxKeys': 1, 'EncodingType': 'url'}),
    s3('ListObjects', {**FILES, 'Delimiter': '/', 'MaxKeys': 1}),
    s3('ListObjects', FILES),
    s3('PutBucketPolicy', {**FILES, 'Policy': BUCKET}),
    s3('GetBucketPolicy', FILES),
    s3('DeleteBucketPolicy', FILES),
    s3('CreateMultipartUpload', {**PARTS, 'ContentType': 'text/plain', 'ChecksumAlgorithm': 'CRC32'}, keeps={'upload': 'UploadId'}),
    s3('UploadPart', {**UPLOAD, 'PartNumber': 1, 'Body': LARGE, 'ChecksumAlgorithm': 'CRC32'}, keeps={'one': 'ETag', 'oneSum': 'ChecksumCRC32'}),
    s3('UploadPart', {**UPLOAD, 'PartNumber': 2, 'Body': b'end', 'ChecksumAlgorithm': 'CRC32'}, keeps={'two': 'ETag', 'twoSum': 'ChecksumCRC32'}),
    s3('ListParts', UPLOAD),
    s3('ListParts', {**UPLOAD, 'MaxParts': 1}),
    s3('ListMultipartUploads', FILES),
    s3('ListMultipartUploads', {**FILES, 'Delimiter': '/', 'MaxUploads': 1}),
    s3(
        'CompleteMultipartUpload',
        {
            **UPLOAD,
            'MultipartUpload': {
                'Parts': [
                    {'PartNumber': 1, 'ETag': '$one', 'ChecksumCRC32': '$oneSum'},
                    {'PartNumber': 2, 'ETag': '$two', 'ChecksumCRC32': '$twoSum'},
                ]
            },
        },
    ),
    s3('HeadObject', {**PARTS, 'PartNumber': 1}),
    s3('GetObject', {**PARTS, 'PartNumber': 2}),
    s3('CreateMultipartUpload', PARTS, keeps={'upload': 'UploadId'}),
    s3('AbortMultipartUpload', UPLOAD),
    s3('DeleteObject', A),
    s3('DeleteObjects', {**FILES, 'Delete': {'Objects': [{'Key': 'b'}, {'Key': 'copy'}, {'Key': 'nothing'}]}}),
    s3('DeleteObjects', {**FILES, 'Delete': {'Objects': [{'Key': 'parts'}], 'Quiet': True}}),
    s3('DeleteBucket', FILES),
    s3('CreateBucket', {'Bucket': 'walk-elsewhere', 'CreateBucketConfiguration': {'LocationConstraint': 'us-west-2'}}),
    s3('GetBucketLocation', {'Bucket': 'walk-elsewhere'}),
    s3('DeleteBucket', {'Bucket': 'walk-elsewhere'}),
]
