/** Settings that components of different types have in common. */
export type { AwsSession } from "./settings/aws-session";
export type { Listen, Transport } from "./settings/address";
export type {
  ClientAuth,
  ClientAuthenticator,
  GrpcClientAuth,
  GrpcClientAuthenticator,
  HttpServerAuth,
  Middleware,
  ServerAuth,
  ServerAuthenticator,
} from "./settings/auth";
export type { CompressionParams, GrpcCompression, HttpCompression } from "./settings/compression";
export type { Cors } from "./settings/cors";
export type { GrpcClient } from "./settings/grpc-client";
export type { GrpcServer } from "./settings/grpc-server";
export type { Headers } from "./settings/headers";
export type { HttpClient } from "./settings/http-client";
export type { HttpServer } from "./settings/http-server";
export type {
  KeepaliveClient,
  KeepaliveEnforcementPolicy,
  KeepaliveServer,
  KeepaliveServerParameters,
} from "./settings/keepalive";
export type { KafkaAuth, KafkaClient, KafkaKerberos, KafkaMetadata, KafkaSasl } from "./settings/kafka-client";
export type { NewLogGroup } from "./settings/log-group";
export type { TranslationStrategy } from "./settings/metric-names";
export type { ResourceToTelemetry } from "./settings/resource-to-telemetry";
export type { Retry } from "./settings/retry";
export type { Batch, SendingQueue, Storage } from "./settings/sending-queue";
export type { Timeout } from "./settings/timeout";
export type { TlsClient, TlsServer, TlsVersion } from "./settings/tls";
