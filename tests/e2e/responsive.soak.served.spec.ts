// The page's own thread stays free while a large file is read and looked
// through, and a finding with very many rows is leafed through at ease.
import { test } from "./lib/lookback";
import { responsive } from "./lib/responsive";

// A trace takes snapshots of the document on the very thread that is watched.
test.use({ trace: "off" });

responsive(200_000);
responsive(1_000_000);
