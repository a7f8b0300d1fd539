CREATE TABLE `__new_source` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`root` text NOT NULL,
	`kind` text NOT NULL,
	`sha256` text NOT NULL,
	`imported_at` integer NOT NULL,
	CONSTRAINT "source_kind" CHECK("__new_source"."kind" in ('prose', 'strips', 'prompts', 'imagery', 'bible', 'script', 'fountain', 'table'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_source`("id", "name", "root", "kind", "sha256", "imported_at") SELECT "id", "name", "root", "kind", "sha256", "imported_at" FROM `source`;--> statement-breakpoint
DROP TABLE `source`;--> statement-breakpoint
ALTER TABLE `__new_source` RENAME TO `source`;--> statement-breakpoint
CREATE UNIQUE INDEX `source_file` ON `source` (`root`,`name`);