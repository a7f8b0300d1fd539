CREATE TABLE `panel_edit` (
	`panel_id` text PRIMARY KEY NOT NULL,
	`fields` text NOT NULL,
	`read` text NOT NULL,
	`edited_at` integer NOT NULL,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `tree_decision` (
	`kind` text NOT NULL,
	`entry_id` text NOT NULL,
	`title` text,
	`read_title` text,
	`home_id` text,
	`home_key` text,
	`standing` text,
	`emptied_at` integer,
	`decided_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `entry_id`),
	CONSTRAINT "tree_decision_kind" CHECK("tree_decision"."kind" in ('chapter', 'scene', 'panel')),
	CONSTRAINT "tree_decision_standing" CHECK("tree_decision"."standing" is null or "tree_decision"."standing" in ('deleted', 'joined', 'own', 'kept')),
	CONSTRAINT "tree_decision_home" CHECK("tree_decision"."home_id" is null or "tree_decision"."home_key" is not null)
) STRICT;
--> statement-breakpoint
CREATE INDEX `panel_trash` ON `panel` (`id`) WHERE "panel"."trashed_at" is not null;