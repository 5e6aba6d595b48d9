import ArgumentParser
import Foundation

/// Why a command could not do its work: the exit code, and one to four lines for the reader.
struct Failure: Error {
    /// The codes of DESIGN: sysexits, so that scripts can tell what kind of failure it was.
    enum Code: Int32 {
        case usage = 64
        case refused = 65
        case missing = 66
        case unexpected = 70
        case cannotWrite = 73
        case inputOutput = 74
        case locked = 75
    }

    let code: Code
    /// What, where there is one with file:line:column, and what to do; printed after "error: ".
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Prints the message on standard error and gives the exit code to throw.
    func report() -> ExitCode {
        var text = message
        if !text.contains(": error: ") { text = "error: " + text }
        FileHandle.standardError.write(Data((text + "\n").utf8))
        return ExitCode(code.rawValue)
    }
}

/// Runs a command's body, and turns whatever it throws into lines on standard error and an exit code.
func reporting(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let exit as ExitCode {
        throw exit
    } catch let validation as ValidationError {
        throw validation
    } catch {
        throw Failure(explaining: error).report()
    }
}
