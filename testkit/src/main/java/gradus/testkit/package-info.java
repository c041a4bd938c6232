/// What tests of operations, layers and backends share: samples of every operation, random graphs, an interpreter that
/// runs one node at a time, gradient checks and assertions that name the worst element.
package gradus.testkit;
