/** Commands by their names in lower case, with the names as AWS writes them. */
export const INSIGHTS_COMMANDS: ReadonlyMap<string, string> = new Map(
  [
    ..."fields display unmask pattern expand filter where filterIndex stats sort limit dedup parse".split(" "),
    ..."SOURCE accum addtotals anomaly appendcols autoregress cidrlookup countFrequent diff filldown fillmissing".split(
      " ",
    ),
    ..."join logcompare lookup outlier relevantfields sessionize subqueries unnest".split(" "),
    // Not documented as commands of their own, but part of AWS's examples.
    ..."head tail".split(" "),
  ].map((name) => [name.toLowerCase(), name]),
);

/** How many arguments a function takes. */
export interface InsightsArity {
  readonly least: number;
  readonly most: number;
}

function taking(least: number, most: number, names: string): readonly (readonly [string, InsightsArity])[] {
  return names.split(" ").map((name) => [name.toLowerCase(), { least, most }]);
}

/** Aggregations of `stats`. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html */
export const INSIGHTS_AGGREGATIONS: ReadonlyMap<string, InsightsArity> = new Map([
  ...taking(0, 1, "count"),
  ...taking(1, 1, "avg count_distinct max min stddev sum earliest latest sortsFirst sortsLast median countDistinct"),
  ...taking(2, 2, "pct percentile"),
]);

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const INSIGHTS_FUNCTIONS: ReadonlyMap<string, InsightsArity> = new Map([
  ...taking(0, 0, "now queryStartTime queryEndTime queryTimeRange"),
  ...taking(1, 1, "abs ceil floor log sqrt toNumber toInt toLong toDouble bin fromMillis toMillis ispresent isNumeric"),
  ...taking(1, 1, "messageSize jsonParse jsonStringify jsonArraySize isValidIp isValidIpV4 isValidIpV6 ipv4ToNumber"),
  ...taking(1, 1, "isPrivateIP isPublicIP isReservedIP isempty isblank strlen toupper tolower urlencode urldecode"),
  ...taking(1, 1, "base64encode base64decode hexToAscii hexToDec decToHex"),
  ...taking(1, 2, "round ltrim rtrim trim"),
  ...taking(
    2,
    2,
    "datefloor dateceil jsonArrayContains isIpInSubnet isIpv4InSubnet isIpv6InSubnet startsWith endsWith split",
  ),
  ...taking(2, 3, "parseDate formatDate strftime substr strcontains"),
  ...taking(3, 3, "if replace regexReplace regex_replace"),
  ...taking(4, 4, "haversine"),
  ...taking(1, Infinity, "greatest least coalesce concat"),
  ...taking(2, 21, "case"),
]);

/** Seconds of the units of `bin`; of all with more than one letter there is a plural, too. Months and longer units have no length. */
export const INSIGHTS_UNITS: ReadonlyMap<string, number | undefined> = new Map(
  (
    [
      [0.001, "ms msec millisecond"],
      [1, "s sec second"],
      [60, "m min minute"],
      [3600, "h hr hour"],
      [86_400, "d day"],
      [604_800, "w week"],
      [undefined, "mo mon month q qtr quarter y yr year"],
    ] as const
  ).flatMap(([seconds, names]) =>
    names.split(" ").flatMap((name): [string, number | undefined][] => [
      [name, seconds],
      [`${name}s`, seconds],
    ]),
  ),
);
