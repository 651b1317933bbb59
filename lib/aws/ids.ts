/** Ids of accounts: 12 digits. */
export const accountShape = /^\d{12}$/;

/** Codes of Regions: `eu-central-1`. */
export const regionShape = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/**
 * Names of S3 buckets.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const bucketShape = /^(?=.{3,63}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])$/;

/**
 * Names of sessions of a role.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const sessionNameShape = /^[\w+=,.@-]{2,64}$/;
