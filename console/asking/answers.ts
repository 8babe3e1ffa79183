import type * as trail from '@aws-sdk/client-cloudtrail'
import type * as eks from '@aws-sdk/client-eks'
import type * as iam from '@aws-sdk/client-iam'
import type * as sts from '@aws-sdk/client-sts'
import type { PodidAnswers } from './podid-answers'
import type { Shape } from './shape'

/** What the console asks for. */
export interface Answers {
  readonly eks: {
    ListClusters: Shape<eks.ListClustersRequest, eks.ListClustersResponse>
    DescribeCluster: Shape<eks.DescribeClusterRequest, eks.DescribeClusterResponse>
    RegisterCluster: Shape<eks.RegisterClusterRequest, eks.RegisterClusterResponse>
    DeregisterCluster: Shape<eks.DeregisterClusterRequest, eks.DeregisterClusterResponse>
    CreateCluster: Shape<eks.CreateClusterRequest, eks.CreateClusterResponse>
    DeleteCluster: Shape<eks.DeleteClusterRequest, eks.DeleteClusterResponse>
    ListAddons: Shape<eks.ListAddonsRequest, eks.ListAddonsResponse>
    DescribeAddon: Shape<eks.DescribeAddonRequest, eks.DescribeAddonResponse>
    DescribeAddonVersions: Shape<eks.DescribeAddonVersionsRequest, eks.DescribeAddonVersionsResponse>
    DescribeAddonConfiguration: Shape<eks.DescribeAddonConfigurationRequest, eks.DescribeAddonConfigurationResponse>
    CreateAddon: Shape<eks.CreateAddonRequest, eks.CreateAddonResponse>
    UpdateAddon: Shape<eks.UpdateAddonRequest, eks.UpdateAddonResponse>
    DeleteAddon: Shape<eks.DeleteAddonRequest, eks.DeleteAddonResponse>
    DescribeUpdate: Shape<eks.DescribeUpdateRequest, eks.DescribeUpdateResponse>
    ListUpdates: Shape<eks.ListUpdatesRequest, eks.ListUpdatesResponse>
    CreatePodIdentityAssociation: Shape<
      eks.CreatePodIdentityAssociationRequest,
      eks.CreatePodIdentityAssociationResponse
    >
    DescribePodIdentityAssociation: Shape<
      eks.DescribePodIdentityAssociationRequest,
      eks.DescribePodIdentityAssociationResponse
    >
    UpdatePodIdentityAssociation: Shape<
      eks.UpdatePodIdentityAssociationRequest,
      eks.UpdatePodIdentityAssociationResponse
    >
    DeletePodIdentityAssociation: Shape<
      eks.DeletePodIdentityAssociationRequest,
      eks.DeletePodIdentityAssociationResponse
    >
    ListPodIdentityAssociations: Shape<eks.ListPodIdentityAssociationsRequest, eks.ListPodIdentityAssociationsResponse>
    TagResource: Shape<eks.TagResourceRequest, eks.TagResourceResponse>
    UntagResource: Shape<eks.UntagResourceRequest, eks.UntagResourceResponse>
  }
  readonly iam: {
    ListRoles: Shape<iam.ListRolesRequest, iam.ListRolesResponse>
    GetRole: Shape<iam.GetRoleRequest, iam.GetRoleResponse>
    CreateRole: Shape<iam.CreateRoleRequest, iam.CreateRoleResponse>
    UpdateRole: Shape<iam.UpdateRoleRequest, iam.UpdateRoleResponse>
    DeleteRole: Shape<iam.DeleteRoleRequest, unknown>
    UpdateAssumeRolePolicy: Shape<iam.UpdateAssumeRolePolicyRequest, unknown>
    ListRolePolicies: Shape<iam.ListRolePoliciesRequest, iam.ListRolePoliciesResponse>
    GetRolePolicy: Shape<iam.GetRolePolicyRequest, iam.GetRolePolicyResponse>
    PutRolePolicy: Shape<iam.PutRolePolicyRequest, unknown>
    DeleteRolePolicy: Shape<iam.DeleteRolePolicyRequest, unknown>
    ListAttachedRolePolicies: Shape<iam.ListAttachedRolePoliciesRequest, iam.ListAttachedRolePoliciesResponse>
    AttachRolePolicy: Shape<iam.AttachRolePolicyRequest, unknown>
    DetachRolePolicy: Shape<iam.DetachRolePolicyRequest, unknown>
    ListPolicies: Shape<iam.ListPoliciesRequest, iam.ListPoliciesResponse>
    GetPolicy: Shape<iam.GetPolicyRequest, iam.GetPolicyResponse>
    GetPolicyVersion: Shape<iam.GetPolicyVersionRequest, iam.GetPolicyVersionResponse>
    CreatePolicy: Shape<iam.CreatePolicyRequest, iam.CreatePolicyResponse>
    PutRolePermissionsBoundary: Shape<iam.PutRolePermissionsBoundaryRequest, unknown>
    DeleteRolePermissionsBoundary: Shape<iam.DeleteRolePermissionsBoundaryRequest, unknown>
    TagRole: Shape<iam.TagRoleRequest, unknown>
    UntagRole: Shape<iam.UntagRoleRequest, unknown>
    SimulatePrincipalPolicy: Shape<iam.SimulatePrincipalPolicyRequest, iam.SimulatePolicyResponse>
    SimulateCustomPolicy: Shape<iam.SimulateCustomPolicyRequest, iam.SimulatePolicyResponse>
    GetContextKeysForPrincipalPolicy: Shape<
      iam.GetContextKeysForPrincipalPolicyRequest,
      iam.GetContextKeysForPolicyResponse
    >
  }
  readonly sts: {
    GetCallerIdentity: Shape<sts.GetCallerIdentityRequest, sts.GetCallerIdentityResponse>
    DecodeAuthorizationMessage: Shape<sts.DecodeAuthorizationMessageRequest, sts.DecodeAuthorizationMessageResponse>
  }
  readonly cloudtrail: {
    LookupEvents: Shape<trail.LookupEventsRequest, trail.LookupEventsResponse>
  }
  readonly podid: PodidAnswers
}

export type Service = keyof Answers
export type OperationOf<S extends Service> = keyof Answers[S] & string
export type InputOf<S extends Service, O extends OperationOf<S>> = Answers[S][O] extends { readonly input: infer In }
  ? In
  : never
export type OutputOf<S extends Service, O extends OperationOf<S>> = Answers[S][O] extends { readonly output: infer Out }
  ? Out
  : never
