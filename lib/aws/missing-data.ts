/**
 * How an alarm can treat a period without a value.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export const missingDataTreatments = ["missing", "notBreaching", "breaching", "ignore"] as const;

/** How an alarm treats a period without a value. */
export type TreatMissingData = (typeof missingDataTreatments)[number];
