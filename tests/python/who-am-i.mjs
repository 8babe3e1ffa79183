// An ordinary program with the AWS SDK for JavaScript: prints whom its credentials stand for.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'

const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
console.log(Arn)
