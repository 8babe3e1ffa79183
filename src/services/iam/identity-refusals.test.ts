import type { Said } from '../operation'
import {
  type Case,
  duplicate,
  letters,
  ofPodid,
  policy,
  policyArn,
  refuses,
  reserved,
  role,
  type Step,
  tag,
  times,
  tooManyTags,
  user,
} from './cases.test-support'
import { arn, document } from './iam.test-support'

const both: readonly {
  readonly title: string
  readonly word: string
  readonly make: typeof role
  readonly size: number
}[] = [
  { title: 'Role', word: 'role', make: role, size: 10240 },
  { title: 'User', word: 'user', make: user, size: 2048 },
]

const alike: readonly Case[] = both.flatMap(({ title, word, make, size }): readonly Case[] => {
  const name = word[0]
  const of = { [`${title}Name`]: name }
  const nobody = { [`${title}Name`]: 'nobody' }
  const gone = `NoSuchEntity: The ${word} with name nobody cannot be found.`
  const missing = (operation: string, said: Said = {}): Case => ({
    what: `${operation} of nobody`,
    before: [policy()],
    ask: [operation, { ...nobody, ...said }],
    answer: gone,
  })
  const scope = `NoSuchEntity: Scope ARN: ${arn('policy/none')} does not exist or is not attachable.`
  return [
    missing(`Get${title}`),
    missing(`Delete${title}`),
    missing(`Update${title}`),
    missing(`Tag${title}`, { Tags: [tag('k')] }),
    missing(`Untag${title}`, { TagKeys: ['k'] }),
    missing(`List${title}Tags`),
    missing(`Put${title}Policy`, { PolicyName: 'i', PolicyDocument: document }),
    missing(`Get${title}Policy`, { PolicyName: 'i' }),
    missing(`Delete${title}Policy`, { PolicyName: 'i' }),
    missing(`List${title}Policies`),
    missing(`Attach${title}Policy`, { PolicyArn: policyArn }),
    missing(`Detach${title}Policy`, { PolicyArn: policyArn }),
    missing(`ListAttached${title}Policies`),
    missing(`Put${title}PermissionsBoundary`, { PermissionsBoundary: policyArn }),
    missing(`Delete${title}PermissionsBoundary`),
    {
      what: `Create${title} of a name that is taken, in other letters`,
      before: [make()],
      ask: [make()[0], { ...make()[1], [`${title}Name`]: name?.toUpperCase() }],
      answer: `EntityAlreadyExists: ${title} with name ${name?.toUpperCase()} already exists.`,
    },
    {
      what: `Create${title} with a boundary that is not`,
      ask: make({ PermissionsBoundary: arn('policy/none') }),
      answer: scope,
    },
    {
      what: `Put${title}PermissionsBoundary that is not`,
      before: [make()],
      ask: [`Put${title}PermissionsBoundary`, { ...of, PermissionsBoundary: arn('policy/none') }],
      answer: scope,
    },
    {
      what: `Put${title}PermissionsBoundary that is no policy`,
      before: [make()],
      ask: [`Put${title}PermissionsBoundary`, { ...of, PermissionsBoundary: arn('not_a_policy/x') }],
      answer: `InvalidInput: ARN ${arn('not_a_policy/x')} is not valid.`,
    },
    { what: `Create${title} with tags twice`, ask: make({ Tags: [tag('team'), tag('Team')] }), answer: duplicate },
    { what: `Create${title} with AWS's tag`, ask: make({ Tags: [tag('AWS:x')] }), answer: reserved },
    { what: `Create${title} with a cluster's tag`, ask: make({ Tags: [tag('PodId:Cluster')] }), answer: ofPodid },
    {
      what: `Tag${title} twice`,
      before: [make()],
      ask: [`Tag${title}`, { ...of, Tags: [tag('a'), tag('A')] }],
      answer: duplicate,
    },
    {
      what: `Tag${title} with AWS's tag`,
      before: [make()],
      ask: [`Tag${title}`, { ...of, Tags: [tag('aws:x')] }],
      answer: reserved,
    },
    {
      what: `Tag${title} with a cluster's tag`,
      before: [make()],
      ask: [`Tag${title}`, { ...of, Tags: [tag('podid:cluster')] }],
      answer: ofPodid,
    },
    {
      what: `Tag${title} beyond fifty`,
      before: [make({ Tags: Array.from({ length: 50 }, (_, at) => tag(`k${at}`)) })],
      ask: [`Tag${title}`, { ...of, Tags: [tag('k50')] }],
      answer: tooManyTags,
    },
    {
      what: `Put${title}Policy that is no JSON`,
      before: [make()],
      ask: [`Put${title}Policy`, { ...of, PolicyName: 'i', PolicyDocument: '{' }],
      answer: 'MalformedPolicyDocument: This policy contains invalid Json',
    },
    {
      what: `Put${title}Policy that names a principal`,
      before: [make()],
      ask: [
        `Put${title}Policy`,
        { ...of, PolicyName: 'i', PolicyDocument: document.replace('"Effect"', '"Principal":"*","Effect"') },
      ],
      answer: 'MalformedPolicyDocument: Policy document should not specify a principal.',
    },
    {
      what: `Put${title}Policy beyond the size of all together`,
      before: [make(), [`Put${title}Policy`, { ...of, PolicyName: 'i', PolicyDocument: document }]],
      ask: [`Put${title}Policy`, { ...of, PolicyName: 'j', PolicyDocument: letters(size - 150) }],
      answer: `LimitExceeded: Maximum policy size of ${size} bytes exceeded for ${word} ${name}`,
    },
    {
      what: `Get${title}Policy that is not`,
      before: [make()],
      ask: [`Get${title}Policy`, { ...of, PolicyName: 'none' }],
      answer: `NoSuchEntity: The ${word} policy with name none cannot be found.`,
    },
    {
      what: `Delete${title}Policy that is not`,
      before: [make()],
      ask: [`Delete${title}Policy`, { ...of, PolicyName: 'none' }],
      answer: `NoSuchEntity: The ${word} policy with name none cannot be found.`,
    },
    {
      what: `Attach${title}Policy that is not`,
      before: [make()],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: arn('policy/none') }],
      answer: `NoSuchEntity: Policy ${arn('policy/none')} does not exist or is not attachable.`,
    },
    {
      what: `Attach${title}Policy by no ARN`,
      before: [make()],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: 'longpolicynamebutnoarn' }],
      answer: 'ValidationError: Invalid ARN:  Could not be parsed!',
    },
    {
      what: `Attach${title}Policy by an ARN that no store can hold`,
      before: [make()],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: `${policyArn}\0` }],
      answer: 'ValidationError: Invalid ARN:  Could not be parsed!',
    },
    {
      what: `Attach${title}Policy, the eleventh`,
      before: [
        make(),
        ...times(11, (at) => policy({ PolicyName: `p${at}` })),
        ...times(10, (at): Step => [`Attach${title}Policy`, { ...of, PolicyArn: arn(`policy/p${at}`) }]),
      ],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: arn('policy/p10') }],
      answer: `LimitExceeded: Cannot exceed quota for PoliciesPer${title}: 10`,
    },
    {
      what: `Detach${title}Policy that is not attached`,
      before: [make(), policy()],
      ask: [`Detach${title}Policy`, { ...of, PolicyArn: policyArn }],
      answer: `NoSuchEntity: Policy ${policyArn} was not found.`,
    },
    {
      what: `Delete${title} with a policy attached`,
      before: [make(), policy(), [`Attach${title}Policy`, { ...of, PolicyArn: policyArn }]],
      ask: [`Delete${title}`, of],
      answer: 'DeleteConflict: Cannot delete entity, must detach all policies first.',
    },
    {
      what: `Delete${title} with an inline policy`,
      before: [make(), [`Put${title}Policy`, { ...of, PolicyName: 'i', PolicyDocument: document }]],
      ask: [`Delete${title}`, of],
      answer: 'DeleteConflict: Cannot delete entity, must delete policies first.',
    },
    {
      what: `List${title}s from a marker that is none`,
      ask: [`List${title}s`, { Marker: 'nonsense' }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}s from a marker with a character that no store can hold`,
      ask: [`List${title}s`, { Marker: Buffer.from('0:a\0').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}s from a marker of a place that is not`,
      ask: [`List${title}s`, { Marker: Buffer.from('1:a').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}s in a path from the marker of one who is gone`,
      ask: [`List${title}s`, { PathPrefix: '/a/', Marker: Buffer.from('0:#gone').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}Tags from a marker that is no number`,
      before: [make()],
      ask: [`List${title}Tags`, { ...of, Marker: Buffer.from('0:-1').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
  ]
})

refuses(alike)
