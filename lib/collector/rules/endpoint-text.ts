import { knownText } from "../read/references";

/** An address, in its parts. */
export interface Endpoint {
  /** `https`; undefined where the address has none. */
  readonly scheme: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
  /** With its slash; empty where there is none. */
  readonly path: string;
}

/** Reads `http://gateway:4318/otlp`, `0.0.0.0:4317`, `:8888`, `[::]:4317`; undefined for what is no address, or not known. */
export function endpointOf(value: unknown): Endpoint | undefined {
  const text = knownText(value);
  if (text === undefined || text.length > 2000) return undefined;
  const [matched, scheme, host = "", port, path = ""] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/\/?)?(?:[^@/\s]*@)?(\[[0-9a-fA-F:.%]*\]|[^:/\s?#[\]]*)(?::(\d{1,5}))?(\/[^\s]*)?$/i.exec(
      text.trim(),
    ) ?? [];
  if (matched === undefined) return undefined;
  return {
    scheme: scheme?.toLowerCase(),
    host: host.replace(/^\[|\]$/g, "").toLowerCase(),
    port: port === undefined ? undefined : Number(port),
    path,
  };
}

/** Whether an address stands for all of a machine's: for listening, and not for sending. */
export function isAnyHost(host: string): boolean {
  return host === "0.0.0.0" || host === "::" || host === "";
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * Whether a host is surely outside of a private network: its name ends in a domain of the public, and not as names within clusters do.
 * `tempo.dev` may be a service of the namespace dev.
 */
export function isPublicHost(host: string): boolean {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
    const [a = 0, b = 0] = host.split(".").map(Number);
    const isPrivate =
      a === 10 ||
      a === 127 ||
      a === 0 ||
      a >= 224 ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b < 128) ||
      (a === 198 && (b === 18 || b === 19)) ||
      isDocumentation(host);
    return !isPrivate;
  }
  const labels = host.split(".").filter((label) => label !== "");
  if (
    labels.length < 2 ||
    labels.some((label) =>
      [
        "internal",
        "local",
        "localhost",
        "svc",
        "docker",
        "corp",
        "lan",
        "home",
        "intranet",
        "private",
        "test",
        "example",
        "invalid",
      ].includes(label),
    )
  )
    return false;
  const last = labels.at(-1) ?? "";
  if (["com", "net", "org"].includes(last)) return true;
  return (
    labels.length > 2 &&
    ["io", "cloud", "co", "ai", "app", "eu", "de", "uk", "us", "fr", "jp", "cn", "in", "ru"].includes(last)
  );
}

/** Addresses that are kept for documents. */
function isDocumentation(host: string): boolean {
  return /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./.test(host);
}
