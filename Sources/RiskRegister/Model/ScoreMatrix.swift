/// How many steps likelihood and consequence have: scores of two sizes are never compared or added up.
///
///     ScoreSize.npsa.isProduct(18)        // false: no likelihood x consequence gives 18
///     ScoreSize.npsa.onlyPair(of: 16)     // (4, 4)
package struct ScoreSize: Hashable, Sendable, CustomStringConvertible {
    /// The highest likelihood; the lowest is 1.
    package let likelihoods: Int
    /// The highest consequence; the lowest is 1.
    package let consequences: Int

    /// A size.
    package init(likelihoods: Int, consequences: Int) {
        self.likelihoods = likelihoods
        self.consequences = consequences
    }

    /// Five by five, as in the NPSA's guidance of 2008 and at most trusts.
    package static let npsa = ScoreSize(likelihoods: 5, consequences: 5)

    /// The highest score: both halves at their highest.
    package var highest: Int { likelihoods * consequences }

    /// "5x5".
    package var description: String { "\(likelihoods)x\(consequences)" }

    /// Some likelihood x consequence gives the number.
    package func isProduct(_ number: Int) -> Bool { !pairs(of: number).isEmpty }

    /// The numbers that some likelihood x consequence gives, in order.
    package var products: [Int] { (1...highest).filter(isProduct) }

    /// The pair that gives the number, where one alone does (1, 9, 16 and 25 on a 5x5).
    package func onlyPair(of number: Int) -> (likelihood: Int, consequence: Int)? {
        let pairs = pairs(of: number)
        return pairs.count == 1 ? pairs.first : nil
    }

    private func pairs(of number: Int) -> [(likelihood: Int, consequence: Int)] {
        guard (1...highest).contains(number) else { return [] }
        return (1...likelihoods).compactMap { likelihood in
            let (consequence, rest) = number.quotientAndRemainder(dividingBy: likelihood)
            return rest == 0 && consequence <= consequences ? (likelihood, consequence) : nil
        }
    }
}

/// The matrix that a rulebook scores by: its size, and the word of each step.
package struct ScoreMatrix: Hashable, Sendable {
    /// The words of likelihood, the lowest first.
    package let likelihood: [String]
    /// The words of consequence, the lowest first.
    package let consequence: [String]

    /// The most steps that a side may have.
    package static let longestSide = 10

    /// A matrix by its words.
    package init(likelihood: [String], consequence: [String]) {
        self.likelihood = likelihood
        self.consequence = consequence
    }

    /// The package's default: five by five, in the words of the NPSA's guidance of 2008.
    package static let npsa = ScoreMatrix(
        likelihood: ["rare", "unlikely", "possible", "likely", "almost certain"],
        consequence: ["negligible", "minor", "moderate", "major", "catastrophic"])

    /// How many steps its sides have.
    package var size: ScoreSize {
        ScoreSize(likelihoods: likelihood.count, consequences: consequence.count)
    }
}
