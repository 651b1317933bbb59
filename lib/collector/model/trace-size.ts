/** About what a trace of twenty spans takes in a collector's memory, in KiB. */
export const traceKib = 20;
