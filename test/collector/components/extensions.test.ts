import { env, exporters, type Extension, extensions } from "../../../lib/collector";

test("credentials have one form", () => {
  const made: readonly Extension[] = [
    extensions.bearertokenauth({ token: env("TOKEN") }),
    extensions.bearertokenauth({ filename: "/run/token", scheme: "" }),
    extensions.basicauth({ client_auth: { username: "shop", password_file: "/run/password" } }),
    extensions.basicauth({ htpasswd: { inline: env("HTPASSWD"), file: "/etc/htpasswd" } }),
    extensions.oauth2client({ token_url: "https://id/token", client_id: "a", client_secret: env("SECRET") }),
    extensions.oauth2client({
      token_url: "https://id/token",
      client_id: "a",
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      client_certificate_key: env("KEY"),
      claims: { admin: true },
    }),
    extensions.oidc({ providers: [{ issuer_url: "https://id", audience: "collector" }] }),
    // @ts-expect-error no token at all
    extensions.bearertokenauth({ scheme: "Token" }),
    // @ts-expect-error of a token and a file only the file counts
    extensions.bearertokenauth({ token: env("TOKEN"), filename: "/run/token" }),
    // @ts-expect-error it can't be both sides
    extensions.basicauth({ client_auth: { username: "a", password: env("P") }, htpasswd: { file: "/etc/htpasswd" } }),
    // @ts-expect-error a password is missing
    extensions.basicauth({ client_auth: { username: "shop" } }),
    // @ts-expect-error a secret is missing
    extensions.oauth2client({ token_url: "https://id/token", client_id: "a" }),
    // @ts-expect-error a secret has no claims
    extensions.oauth2client({ token_url: "https://id", client_id: "a", client_secret: env("S"), claims: {} }),
    // @ts-expect-error for whom must a token be
    extensions.oidc({ providers: [{ issuer_url: "https://id" }] }),
    // @ts-expect-error a role is missing
    extensions.sigv4auth({ assume_role: { session_name: "shop" } }),
  ];
  expect(made).toHaveLength(15);
});

test("a header comes from one place, and one that is taken away from none", () => {
  const made = extensions.headersSetter({
    headers: [
      { key: "X-Scope-OrgID", from_context: "x-tenant", default_value: "shop" },
      { key: "X-Key", value: env("KEY"), action: "insert" },
      { key: "Cookie", action: "delete" },
    ],
    additional_auth: extensions.sigv4auth(),
  });
  const wrong = [
    // @ts-expect-error no header at all
    extensions.headersSetter({ headers: [] }),
    // @ts-expect-error two places
    extensions.headersSetter({ headers: [{ key: "a", value: "b", from_context: "c" }] }),
    // @ts-expect-error a value is always there
    extensions.headersSetter({ headers: [{ key: "a", value: "b", default_value: "c" }] }),
    // @ts-expect-error what is taken away has no value
    extensions.headersSetter({ headers: [{ key: "a", action: "delete", value: "b" }] }),
    // @ts-expect-error it has no value
    extensions.headersSetter({ headers: [{ key: "a" }] }),
  ];
  expect([made, ...wrong].map(({ type }) => type)).toEqual(Array(6).fill("headers_setter"));
});

test("signatures of AWS are for HTTP", () => {
  const auth = { authenticator: extensions.sigv4auth({ service: "xray", region: "eu-west-1" }) };
  exporters.otlpHttp({ traces_endpoint: "https://xray.eu-west-1.amazonaws.com/v1/traces", auth });
  // @ts-expect-error gRPC can't be signed
  const wrong = exporters.otlpGrpc({ endpoint: "a:4317", auth });
  expect(wrong.settings).toMatchObject({ auth });
});

test("what has no required settings needs none", () => {
  const made = [
    extensions.healthCheck(),
    extensions.sigv4auth(),
    extensions.fileStorage(),
    extensions.pprof(),
    extensions.zpages(),
    extensions.ecsObserver(),
  ];
  expect(made.map(({ kind, settings, typed }) => ({ kind, settings: { ...settings }, typed }))).toEqual(
    Array(6).fill({ kind: "extension", settings: {}, typed: true }),
  );
});
