/// What a training is to be, as one tree of records: command line flags and YAML or JSON files are two ways to write
/// it.
package gradus.cli.config;
