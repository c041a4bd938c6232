/// Networks that read a sequence step by step and keep a state: [Rnn], [Lstm] and [Gru].
package gradus.nn.recurrent;
