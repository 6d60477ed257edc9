// The page's own thread stays free while a large file is read and looked
// through, and a finding with very many rows is leafed through at ease.
import { responsive } from "./lib/responsive";

responsive(200_000);
responsive(1_000_000);
