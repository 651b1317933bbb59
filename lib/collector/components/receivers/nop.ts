import { receiver } from "../../model/component";

/**
 * Receives nothing, for a pipeline that must have a receiver.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/receiver/nopreceiver
 */
export const nop = receiver("nop", ["traces", "metrics", "logs"]).of<NopReceiver>();

/**
 * Settings of {@link nop}: none.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/receiver/nopreceiver
 */
export type NopReceiver = Readonly<Record<string, never>>;
