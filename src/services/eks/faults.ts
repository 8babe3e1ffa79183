import { Fault } from '../fault'

// EKS's refusals that more than one operation can give. Messages seen from AWS are kept to the letter (tools search for them).

export function noCluster(name: string): Fault {
  return new Fault('ResourceNotFoundException', `No cluster found for name: ${name}.`, { clusterName: name })
}

export function noAssociation(cluster: string, id: string): Fault {
  return new Fault('ResourceNotFoundException', `No pod identity association found for ID: ${id}.`, {
    clusterName: cluster,
  })
}

export function noAddon(cluster: string, name: string): Fault {
  return new Fault('ResourceNotFoundException', `No addon: ${name} found in cluster: ${cluster}`, {
    clusterName: cluster,
    addonName: name,
  })
}

export function noUpdate(cluster: string, id: string): Fault {
  return new Fault('ResourceNotFoundException', `No update found for ID: ${id}`, { clusterName: cluster })
}

/** `InvalidParameterException` */
export function invalid(message: string, members: Readonly<Record<string, unknown>> = {}): Fault {
  return new Fault('InvalidParameterException', message, members)
}

/** `InvalidRequestException`: said well, but not now or not so. */
export function notNow(message: string, members: Readonly<Record<string, unknown>> = {}): Fault {
  return new Fault('InvalidRequestException', message, members)
}

export function inUse(message: string, members: Readonly<Record<string, unknown>> = {}): Fault {
  return new Fault('ResourceInUseException', message, members)
}
