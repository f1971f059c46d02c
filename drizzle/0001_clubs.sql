ALTER TABLE "lists" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "language" text DEFAULT 'es' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "wall_privacy" text DEFAULT 'names' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "theme" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_language" CHECK ("organizations"."language" in ('es', 'en'));--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_wall_privacy" CHECK ("organizations"."wall_privacy" in ('names', 'initials', 'numbers'));