ALTER TABLE "lists" ADD COLUMN "rules" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "rules_version" integer DEFAULT 1 NOT NULL;