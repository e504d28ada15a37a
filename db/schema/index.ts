export * from "./analysis";
export * from "./discovery";
export * from "./history";
export * from "./identity";
export * from "./jobs";
export * from "./reference";
