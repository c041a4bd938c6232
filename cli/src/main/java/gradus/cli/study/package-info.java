/// Trainings that belong together and are recorded one by one, so that a command that was killed goes on.
package gradus.cli.study;
