package io.millrace.cli.about;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Millrace;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace completion bash|zsh}. */
@Command(
        name = "completion",
        description = "Prints the completion script of bash or zsh.",
        footer = {
            "  source <(millrace completion bash)      for this shell",
            "  millrace completion bash > ~/.local/share/bash-completion/completions/millrace",
            "  source <(millrace completion zsh)       in ~/.zshrc, behind compinit"
        })
public final class Completion implements Callable<Exit> {

    private final Call call;

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private Shell shell;

    /** The shells that are served; zsh reads the bash script. */
    enum Shell {
        BASH,
        ZSH
    }

    public Completion(Call call) {
        this.call = call;
    }

    @Override
    public Exit call() {
        String zsh = shell == Shell.ZSH ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
        call.terminal().out().print(zsh + AutoComplete.bash("millrace", Millrace.whole(call)));
        return Exit.OK;
    }
}
