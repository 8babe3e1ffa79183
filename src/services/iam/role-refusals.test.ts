import { type Case, refuses, role } from './cases.test-support'
import { arn, trust, trusting } from './iam.test-support'

const ofRoles: readonly Case[] = [
  {
    what: 'UpdateRoleDescription of nobody',
    ask: ['UpdateRoleDescription', { RoleName: 'nobody', Description: '' }],
    answer: 'NoSuchEntity: The role with name nobody cannot be found.',
  },
  {
    what: 'UpdateAssumeRolePolicy of nobody',
    ask: ['UpdateAssumeRolePolicy', { RoleName: 'nobody', PolicyDocument: trust }],
    answer: 'NoSuchEntity: The role with name nobody cannot be found.',
  },
  {
    what: 'ListInstanceProfilesForRole of nobody',
    ask: ['ListInstanceProfilesForRole', { RoleName: 'nobody' }],
    answer: 'NoSuchEntity: The role with name nobody cannot be found.',
  },
  {
    what: 'CreateRole with a trust policy that is no JSON',
    ask: role({ AssumeRolePolicyDocument: 'x' }),
    answer: 'MalformedPolicyDocument: This policy contains invalid Json',
  },
  {
    what: 'CreateRole with a resource in the trust policy',
    ask: role({ AssumeRolePolicyDocument: trust.replace('"Effect"', '"Resource":"*","Effect"') }),
    answer: 'MalformedPolicyDocument: Has prohibited field Resource',
  },
  {
    what: 'UpdateAssumeRolePolicy with a resource',
    before: [role()],
    ask: [
      'UpdateAssumeRolePolicy',
      { RoleName: 'r', PolicyDocument: trust.replace('"Effect"', '"Resource":"*","Effect"') },
    ],
    answer: 'MalformedPolicyDocument: Has prohibited field Resource',
  },
  {
    what: 'CreateRole with a long trust policy',
    ask: role({ AssumeRolePolicyDocument: trusting({ Service: 'p'.repeat(2048) }) }),
    answer: 'LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048',
  },
  ...['pods.eks', '*', '', 'Pods.eks.amazonaws.com', 'eks.amazonaws.com.example', arn('role/s')].map(
    (Service): Case => ({
      what: `CreateRole trusting the service ${JSON.stringify(Service)}`,
      ask: role({ AssumeRolePolicyDocument: trusting({ Service }) }),
      answer: `MalformedPolicyDocument: Invalid principal in policy: "SERVICE":"${Service}"`,
    }),
  ),
  ...['', '*', 'oidc', arn('role/s'), 'arn:aws:sts::111122223333:oidc-provider/x', arn('oidc-provider/')].map(
    (Federated): Case => ({
      what: `CreateRole trusting the identity provider ${JSON.stringify(Federated)}`,
      ask: role({ AssumeRolePolicyDocument: trusting({ Federated }) }),
      answer: 'MalformedPolicyDocument: Federated principals must be valid domain names or SAML metadata ARNs',
    }),
  ),
  ...[
    arn('role/nobody'),
    arn('user/nobody'),
    arn('role/path/s'),
    arn('role/S'),
    arn('group/g'),
    'arn:aws:sts::111122223333:assumed-role/nobody/session',
    'arn:aws:sts::111122223333:assumed-role/s',
    'arn:aws-cn:iam::111122223333:root',
    'AROAAAAAAAAAAAAAAAAAA',
    'AIDAAAAAAAAAAAAAAAAAA',
    'arn:aws:iam:us-east-1:111122223333:role/s',
    'arn:aws:iam::abc:root',
    'arn:aws:iam::999999999999:group/g',
    'arn:aws:iam::999999999999:role/',
    'arn:aws:iam::999999999999:assumed-role/s/session',
    'arn:aws:sts::999999999999:user/u',
    'arn:aws:sts::999999999999:assumed-role/s',
    'arn:aws:sts::999999999999:assumed-role/s/session/more',
    'arn:aws:sts::999999999999:federated-user/s/session',
    'anybody',
  ].map(
    (principal): Case => ({
      what: `CreateRole that trusts ${principal}`,
      before: [role({ RoleName: 's' })],
      ask: role({ AssumeRolePolicyDocument: trusting({ AWS: principal }) }),
      answer: `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${principal}"`,
    }),
  ),
  {
    what: 'UpdateAssumeRolePolicy that trusts nobody',
    before: [role()],
    ask: ['UpdateAssumeRolePolicy', { RoleName: 'r', PolicyDocument: trusting({ AWS: arn('role/nobody') }) }],
    answer: `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${arn('role/nobody')}"`,
  },
]

refuses(ofRoles)
