ALTER TABLE "workforce_segments" DROP CONSTRAINT "workforce_segments_upload_fk";
--> statement-breakpoint
DROP INDEX "workforce_segments_session_idx";--> statement-breakpoint
DROP INDEX "workforce_segments_upload_idx";