// The same as `responsive.served.spec.ts`, over a million lines.
import { responsive } from "./lib/responsive";

responsive(1_000_000);
