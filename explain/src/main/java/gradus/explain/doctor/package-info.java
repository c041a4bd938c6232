/// What is wrong with a training: its data, its network, its course; each finding with numbers and a cure.
package gradus.explain.doctor;
