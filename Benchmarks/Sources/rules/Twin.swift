/// The workload's decisions written by hand: what a programmer would write instead of a model.
enum Twin {
    /// One risk after the other, with the words that the model answers with.
    @inline(never)
    static func rows(_ risks: [Risk]) -> Sum {
        var sum = Sum()
        for risk in risks {
            let answer = decide(risk)
            sum.letters += answer.grade.utf8.count
            sum.registers += answer.registers.count
            sum.days += answer.days
        }
        return sum
    }

    private static func decide(_ risk: Risk) -> (grade: String, registers: [String], days: Int) {
        let score = risk.likelihood * risk.consequence
        let grade =
            score >= 15 ? "Extreme" : score >= 8 ? "High" : score >= 4 ? "Moderate" : "Low"
        var registers: [String] = []
        registers.reserveCapacity(4)
        if score >= 15 { registers.append("HLRR") }
        if score >= 15 && risk.affectsObjective { registers.append("BAF") }
        if score >= 8 && score < 15 { registers.append("Divisional") }
        if score < 8 { registers.append("Local") }
        if score > risk.appetiteThreshold { registers.append("Appetite exception") }
        if score >= 12 && (risk.domain == "Safety" || risk.domain == "Clinical") {
            registers.append("Quality Committee")
        }
        let days =
            risk.daysSinceReview > 365
            ? 0 : score >= 15 ? 30 : score >= 8 ? 90 : score >= 4 ? 180 : 365
        return (grade, registers, days)
    }

    /// Columns in, codes out: grades by number, registers as bits, days.
    @inline(never)
    static func columns(_ risks: RiskColumns) -> Sum {
        let letters = [3, 8, 4, 7]
        var grades = [Int32](repeating: 0, count: risks.count)
        var registers = [Int32](repeating: 0, count: risks.count)
        var days = [Int](repeating: 0, count: risks.count)
        for row in 0..<risks.count {
            let score = risks.likelihoods[row] * risks.consequences[row]
            grades[row] = score >= 15 ? 3 : score >= 8 ? 2 : score >= 4 ? 1 : 0
            var bits: Int32 = score >= 15 ? 1 : 0
            if score >= 15 && risks.objectives[row] { bits |= 2 }
            if score >= 8 && score < 15 { bits |= 4 }
            if score < 8 { bits |= 8 }
            if score > risks.thresholds[row] { bits |= 16 }
            if score >= 12 {
                let domain = risks.domains[row]
                if domain == "Safety" || domain == "Clinical" { bits |= 32 }
            }
            registers[row] = bits
            days[row] =
                risks.ages[row] > 365
                ? 0 : score >= 15 ? 30 : score >= 8 ? 90 : score >= 4 ? 180 : 365
        }
        var sum = Sum()
        for row in 0..<risks.count {
            sum.letters += letters[Int(grades[row])]
            sum.registers += registers[row].nonzeroBitCount
            sum.days += days[row]
        }
        return sum
    }
}
