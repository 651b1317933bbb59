import type { settings } from "../../../lib/collector";
import { env, type Extension } from "../../../lib/collector";
import { extension } from "../../../lib/collector/model/component";

const sigv4auth = extension("sigv4auth").of<Record<never, never>>()();
const oidc = extension("oidc").of<Record<never, never>>()();
const fileStorage = extension("file_storage").of<Record<never, never>>()();
const anyExtension: Extension = sigv4auth;

test("a certificate has a key, each is a file or a text, and a server has both", () => {
  const clients: readonly settings.TlsClient[] = [
    {},
    { insecure: true },
    { ca_file: "ca.pem", cert_file: "cert.pem", key_pem: env("KEY") },
    { ca_pem: env("CA"), server_name_override: "collector.internal" },
    // @ts-expect-error a certificate without its key
    { cert_file: "cert.pem" },
    // @ts-expect-error a key twice
    { cert_file: "cert.pem", key_file: "key.pem", key_pem: env("KEY") },
    // @ts-expect-error a CA twice
    { ca_file: "ca.pem", ca_pem: env("CA") },
    // @ts-expect-error a version that nobody speaks
    { min_version: "1.4" },
  ];
  const servers: readonly settings.TlsServer[] = [
    { cert_file: "cert.pem", key_file: "key.pem", client_ca_file: "ca.pem" },
    // @ts-expect-error a server without certificate
    {},
    // @ts-expect-error a server can't leave TLS out
    { cert_file: "cert.pem", key_file: "key.pem", insecure: true },
  ];
  expect([clients.length, servers.length]).toEqual([8, 3]);
});

test("who signs can't check, who checks can't sign, and neither is a text", () => {
  const clients: readonly settings.ClientAuth[] = [
    { authenticator: sigv4auth },
    // @ts-expect-error it checks tokens of others
    { authenticator: oidc },
    // @ts-expect-error an id is not an extension
    { authenticator: "sigv4auth" },
    // @ts-expect-error of any type
    { authenticator: anyExtension },
  ];
  const servers: readonly settings.ServerAuth[] = [
    { authenticator: oidc },
    // @ts-expect-error it signs requests of ours
    { authenticator: sigv4auth },
  ];
  expect([clients.length, servers.length]).toEqual([4, 2]);
});

test("a queue is kept in a storage, and a batch does not count requests", () => {
  const queues: readonly settings.SendingQueue[] = [
    { storage: fileStorage, sizer: "bytes", queue_size: 1e8, batch: { max_size: 1e6, flush_timeout: "1s" } },
    { batch: {} },
    // @ts-expect-error it authenticates
    { storage: sigv4auth },
    // @ts-expect-error an exporter's batch has no such key: it is the batch processor's
    { batch: { send_batch_size: 512 } },
    // @ts-expect-error requests can't be split
    { batch: { sizer: "requests" } },
    // @ts-expect-error a time has a unit
    { batch: { flush_timeout: 200 } },
  ];
  expect(queues).toHaveLength(6);
});

test("gRPC has fewer compressions than HTTP", () => {
  const http: settings.HttpClient = { compression: "lz4" };
  // @ts-expect-error the collector would stop when it starts
  const grpc: settings.GrpcClient = { compression: "lz4" };
  expect([http, grpc]).toHaveLength(2);
});
