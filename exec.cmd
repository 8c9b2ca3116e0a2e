@rem The scripts of package.json begin with "exec", a word of the Unix shells that gives signals straight to the program.
@rem On Windows it is this file, which just runs what follows.
@%*
