CREATE TABLE `take_receipt` (
	`id` text PRIMARY KEY NOT NULL,
	`panel_id` text NOT NULL,
	`art_style_id` text NOT NULL,
	`language` text NOT NULL,
	`key` text NOT NULL,
	`model` text,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`created_at` integer NOT NULL,
	`trashed_at` integer NOT NULL,
	`removed_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `take_receipt_path` ON `take_receipt` (`path`);--> statement-breakpoint
CREATE TABLE `__new_take` (
	`id` text PRIMARY KEY NOT NULL,
	`panel_id` text NOT NULL,
	`job_id` text,
	`key` text NOT NULL,
	`art_style_id` text NOT NULL,
	`language` text NOT NULL,
	`image_index` integer NOT NULL,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`format` text NOT NULL,
	`model` text,
	`regions` text,
	`state` text DEFAULT 'candidate' NOT NULL,
	`rating` integer,
	`same_as_take_id` text,
	`file_state` text DEFAULT 'whole' NOT NULL,
	`created_at` integer NOT NULL,
	`trashed_at` integer,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_id`) REFERENCES `job`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "take_format" CHECK("__new_take"."format" in ('png', 'jpeg', 'webp')),
	CONSTRAINT "take_state" CHECK("__new_take"."state" in ('candidate', 'kept', 'rejected')),
	CONSTRAINT "take_rating" CHECK("__new_take"."rating" between 1 and 5),
	CONSTRAINT "take_file_state" CHECK("__new_take"."file_state" in ('whole', 'missing', 'changed'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_take`("id", "panel_id", "job_id", "key", "art_style_id", "language", "image_index", "path", "sha256", "bytes", "width", "height", "format", "model", "regions", "state", "rating", "same_as_take_id", "file_state", "created_at", "trashed_at") SELECT "id", "panel_id", "job_id", "key", "art_style_id", "language", "image_index", "path", "sha256", "bytes", "width", "height", "format", (SELECT json_extract("body", '$.providerModel') FROM `job_request` WHERE `job_request`."key" = `take`."key"), "regions", "state", NULL, "same_as_take_id", "file_state", "created_at", "trashed_at" FROM `take`;--> statement-breakpoint
DROP TABLE `take`;--> statement-breakpoint
ALTER TABLE `__new_take` RENAME TO `take`;--> statement-breakpoint
CREATE INDEX `take_panel` ON `take` (`panel_id`,`art_style_id`,`language`);--> statement-breakpoint
CREATE INDEX `take_key` ON `take` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `take_path` ON `take` (`path`);--> statement-breakpoint
CREATE INDEX `take_sha256` ON `take` (`sha256`);