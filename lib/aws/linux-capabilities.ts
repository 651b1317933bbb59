/**
 * What root may do in a container, unless it is dropped. On Fargate nothing of it can be added: whoever keeps some drops the others.
 *
 * @see https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
 */
export const linuxCapabilities = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "NET_RAW",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
] as const;

export type LinuxCapability = (typeof linuxCapabilities)[number];
