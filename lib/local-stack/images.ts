import { defaultLokiImage } from "../backends";

/**
 * What runs, by version and digest. Digests are of the index of all platforms, so they also run where processors are ARM; others that
 * are seen for these tags are of linux/amd64 alone. Several independent public projects pin them. The collector's image is the plan's.
 */
export const images = {
  loki: defaultLokiImage,
  prometheus: "prom/prometheus:v3.14.0@sha256:5ce7540c3c00ef4ab0c9d2c995c6a5b9c421f44b4a115d97a2c7af3b1c21cbb0",
  tempo: "grafana/tempo:3.0.3@sha256:0296560ac66f8a3600d7fb3014a52c189d4d9c3549ad6ff441bf2409855d68d5",
  grafana: "grafana/grafana:13.2.1@sha256:f772d434e8fab0049deb2b1b30abd43342bcfca1537614aa8d36080232cf4283",
  alloy: "grafana/alloy:v1.18.1@sha256:0f4434c92b3e6cdac38bb129b344e1790c246f7b6e2eaffcc16a5fa363240e33",
} as const;
